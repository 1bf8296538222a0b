/** The rows of a table of periods (`startsOn`, `endsOn`, both included) that hold on a day: a Prisma condition. */
export function onDay(day: Date) {
  return { startsOn: { lte: day }, OR: [{ endsOn: null }, { endsOn: { gte: day } }] };
}
