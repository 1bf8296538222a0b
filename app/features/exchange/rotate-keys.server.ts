import { resealed, staleFilter, type NextStale } from "~/platform/reseal.server";

export const staleImports: NextStale = async (tx, page) => {
  const rows = await tx.importRun.findMany({
    where: { payload: staleFilter() },
    orderBy: { id: "asc" },
    ...page,
  });
  return rows.flatMap(({ id, payload }) =>
    payload === null
      ? []
      : {
          at: `import_run ${id}`,
          reseal: () => resealed(payload, `import:${id}`),
          keep: async (tx, fresh) =>
            (await tx.importRun.updateMany({ where: { id, payload }, data: { payload: fresh } })).count,
        },
  );
};
