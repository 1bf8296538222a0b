import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { between, shuffled } from "~/lib/random";
import { texts } from "~/platform/i18n/texts.server";
import { chosenOf } from "~/platform/mdx/check-grade";
import type { CheckKey } from "~/platform/mdx/lesson-body";
import type { Someone, World } from "./drill-world";

export interface SavedAnswer {
  position: number;
  seq: number;
  chosen: string[];
}

interface Told {
  "sign-in": { secret: string };
  beat: { lesson: string; studiedMs: number };
  check: { lesson: string; version: string; check: string; chosen: string[]; right: boolean };
  finish: { lesson: string };
  enrol: { session: string };
  withdraw: { session: string };
  mark: { session: string };
  start: { attempt: string };
  save: { attempt: string; answers: SavedAnswer[] };
  "hand-in": { attempt: string };
}
/** What a client was told is done. `acks` answers said so, of `sends` requests. */
export type Act = {
  [Kind in keyof Told]: { kind: Kind; person: string; acks: number; sends: number } & Told[Kind];
}[keyof Told];
type Kinds<A> = A extends Act ? Omit<A, "person" | "acks" | "sends"> : never;

/** What all clients share. */
export interface Field {
  port: number;
  world: World;
  acts: Act[];
  /** Requests on a connection, without their whole answer. */
  open: Set<object>;
  /** Requests whose connection ended before their answer was whole. */
  cut: number;
  /** Ids of the requests that were answered with a success. */
  answered: Set<string>;
  /** Answers of 500 and above, by status. */
  failures: Map<number, number>;
  /** Seats that the trainer has not marked yet. */
  unmarked: { session: string; person: string }[];
  /** Once true, clients finish the act they are in and end. */
  stopping: boolean;
}

interface Answer {
  status: number;
  location: string;
  cookie: string | undefined;
  requestId: string;
  body: string;
}

/** An act that is not acknowledged after so many restarts never will be; a single answer takes a minute at most. */
const patienceMs = 5 * 60_000;
const timeout = 60_000;
const stopped = new Error("the drill is over");

/** Serves its workers one after the other. With two `copies`, two devices send each request at once. */
export async function workerClient(field: Field, people: Someone[], random: () => number, copies: 1 | 2) {
  const { lessons, halls, narrow } = field.world;
  const client = browser(field, copies);
  const pick = (list: readonly string[], count: number) => shuffled(list, random).slice(0, count);
  await untilStopped(async () => {
    for (const person of people) {
      await client.signIn(person);
      const errands = [
        ...lessons.map((lesson) => () => study(lesson)),
        ...[sitPaper, sitPaper],
        ...pick(halls, 4).map((session) => () => ifInTime(() => attend(session))),
        ...pick(narrow, 2).map((session) => () => ifInTime(() => queue(session))),
      ];
      for (const errand of shuffled(errands, random)) {
        if (random() < 0.05) await client.signIn(person);
        await errand();
      }
    }
    throw new Error("the drill has run out of workers");
  });

  async function study({ course, slug, lessonId: lesson, version, keys }: World["lessons"][number]) {
    const path = `/courses/${course.slug}/${slug}`;
    const beat = { device: "drill-device", claim: true };
    await client.act(
      () => client.postJson(`${path}/beat`, beat),
      ({ status, body }) =>
        status === 200 && {
          kind: "beat",
          lesson,
          studiedMs: (JSON.parse(body) as { studiedMs: number }).studiedMs,
        },
    );
    for (const [check, key] of Object.entries(keys)) {
      for (const right of random() < 0.2 ? [false, true] : [true]) {
        const chosen = right ? rightAnswer(key) : wrongAnswer(key);
        const form = [["intent", "check"], ["check", check], ...answerFields(key, chosen)];
        await client.act(
          () => client.postForm(`${path}?index`, form),
          ({ location }) =>
            location === `${path}#check-${check}` && {
              kind: "check",
              lesson,
              version: version.id,
              check,
              chosen: chosenOf(key, chosen),
              right,
            },
        );
      }
    }
    await client.act(
      () => client.postForm(`${path}?index`, [["intent", "finish"]]),
      ({ status, body }) =>
        status === 200 && body.includes(texts("zh").t("lesson:finished")) && { kind: "finish", lesson },
    );
  }

  async function sitPaper() {
    const attempt = crypto.randomUUID();
    const paper = field.world.paper(attempt);
    const form = [
      ["form", field.world.form],
      ["key", attempt],
    ];
    await client.act(
      () => client.postForm("/exams?index", form),
      ({ location }) => location === `/exams/${attempt}` && { kind: "start", attempt },
    );
    const skill = random() < 0.5 ? 1 : 0.3;
    const open = paper.map((item, position) => ({ ...item, position }));
    for (let seq = 1; open.length;) {
      const answers = open.splice(0, between(1, 5, random)).map(({ position, answer, order }) => ({
        position,
        seq: seq++,
        chosen: random() < skill ? [...answer].sort() : order.slice(0, 1),
        flagged: false,
      }));
      await client.act(
        () => client.postJson(`/exams/${attempt}/save`, { answers }),
        ({ status, body }) => {
          const receipt = status === 200 && (JSON.parse(body) as { saved: SavedAnswer[] });
          return receipt && receipt.saved.length === answers.length && { kind: "save", attempt, answers };
        },
      );
    }
    await client.act(
      () => client.postForm(`/exams/${attempt}?index`, [["intent", "hand-in"]]),
      ({ location }) => location === `/exams/${attempt}/result` && { kind: "hand-in", attempt },
    );
  }

  /** A slow machine may take so long that the sessions begin: then the rest goes on without them. */
  async function ifInTime(errand: () => Promise<void>) {
    if (Date.now() < field.world.seatsUntil) await errand();
  }

  async function place(kind: "enrol" | "withdraw", session: string) {
    await client.act(
      () => client.postForm(`/training/${session}?index`, [["intent", kind]]),
      ({ location }) => location === `/training/${session}` && { kind, session },
    );
  }

  async function attend(session: string) {
    await place("enrol", session);
    if (random() < 0.3) {
      await place("withdraw", session);
      await place("enrol", session);
    }
    field.unmarked.push({ session, person: client.person() });
  }

  async function queue(session: string) {
    await place("enrol", session);
    if (random() < 0.8) await place("withdraw", session);
  }
}

/** Marks those who have a seat, some of them again. */
export async function trainerClient(field: Field, random: () => number) {
  const client = browser(field, 2);
  await untilStopped(async () => {
    await client.signIn(field.world.trainer);
    let last: Field["unmarked"][number] | undefined;
    for (;;) {
      const next = last && random() < 0.1 ? last : field.unmarked.shift();
      if (!next) {
        if (field.stopping) return;
        await sleep(20);
        continue;
      }
      last = next;
      const { session, person } = next;
      const path = `/training/${session}/roster`;
      await client.act(
        () => client.postForm(path, [["person", person]]),
        ({ location }) => location === path && { kind: "mark", session },
        person,
      );
    }
  });
}

async function untilStopped(work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    if (error !== stopped) throw error;
  }
}

/** A person's browser: it repeats what was not acknowledged, the same as before, and signs in when it is asked to. */
function browser(field: Field, copies: 1 | 2) {
  const agent = new Agent({ keepAlive: true });
  const origin = `http://127.0.0.1:${field.port}`;
  let person: Someone | undefined;
  let cookie = "";

  function post(path: string, body: string, headers: Record<string, string>): Promise<Answer> {
    const mark = {};
    return new Promise<Answer>((resolve, reject) => {
      const asked = request(
        origin + path,
        {
          agent,
          timeout,
          method: "POST",
          headers: { Origin: origin, Cookie: cookie, "Content-Length": Buffer.byteLength(body), ...headers },
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
          response.once("error", reject);
          response.once("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              location: response.headers.location ?? "",
              cookie: response.headers["set-cookie"]?.[0]?.split(";")[0],
              requestId: String(response.headers["x-request-id"]),
              body: text,
            }),
          );
        },
      );
      asked.once("error", reject);
      asked.once("timeout", () => asked.destroy(new Error("no answer")));
      asked.once("socket", (socket) => {
        const connected = () => field.open.add(mark);
        if (socket.connecting) socket.once("connect", connected);
        else connected();
      });
      asked.end(body);
    }).then(
      (answer) => {
        field.open.delete(mark);
        if (answer.status < 400) field.answered.add(answer.requestId);
        return answer;
      },
      (error) => {
        if (field.open.delete(mark)) field.cut++;
        throw error;
      },
    );
  }

  const postForm = (path: string, fields: readonly (readonly string[])[]) =>
    post(path, new URLSearchParams(fields.map(([name = "", value = ""]) => [name, value])).toString(), {
      "Content-Type": "application/x-www-form-urlencoded",
    });
  const postJson = (path: string, body: unknown) =>
    post(path, JSON.stringify(body), { "Content-Type": "application/json", "X-Nuanxin-Background": "1" });

  /** Sends until an answer says that it is done, and writes that down. Throws for an answer that says something else. */
  async function insist(
    send: () => Promise<Answer>,
    understand: (answer: Answer) => Kinds<Act> | false,
    by: { person: string; copies: number },
  ) {
    const until = Date.now() + patienceMs;
    for (let sends = 0; ;) {
      const settled = await Promise.allSettled(Array.from({ length: by.copies }, send));
      sends += by.copies;
      const answers = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      for (const { status } of answers)
        if (status >= 500) field.failures.set(status, (field.failures.get(status) ?? 0) + 1);
      const told = answers.filter(({ status }) => status < 500);
      if (told.some(isSignedOut)) {
        if (person) await signInAgain(person);
        continue;
      }
      const done = told.map((answer) => {
        const act = understand(answer);
        if (!act) throw new Error(`unexpected answer ${answer.status} ${answer.location}\n${answer.body}`);
        return act;
      });
      if (done[0]) {
        const act = { ...done[0], person: by.person, acks: done.length, sends } as Act;
        field.acts.push(act);
        return;
      }
      if (Date.now() > until)
        throw new Error(`an act was not acknowledged within ${patienceMs / 60_000} minutes`);
      await sleep(40);
    }
  }

  async function signInAgain(who: Someone) {
    person = who;
    const form = [
      ["employeeNo", who.employeeNo],
      ["password", field.world.password],
      ["next", "/points"],
    ];
    const understand = (answer: Answer) => {
      if (answer.location !== "/points" || !answer.cookie) return false;
      cookie = answer.cookie;
      return { kind: "sign-in", secret: cookie.slice(cookie.indexOf("=") + 1) } as const;
    };
    await insist(() => postForm("/login", form), understand, { person: who.id, copies: 1 });
  }

  // Only between two acts: one that was begun is brought to its acknowledgement.
  const goOn = () => {
    if (field.stopping) throw stopped;
  };
  return {
    postForm,
    postJson,
    person: () => person?.id ?? "",
    async signIn(who: Someone) {
      goOn();
      await signInAgain(who);
    },
    /** An act of the person who is signed in, on somebody else when `on` names one. */
    async act(
      send: () => Promise<Answer>,
      understand: (answer: Answer) => Kinds<Act> | false,
      on = person?.id ?? "",
    ) {
      goOn();
      await insist(send, understand, { person: on, copies });
    },
  };
}

function rightAnswer({ type, correct }: CheckKey): string[] {
  return type === "fill" ? correct.slice(0, 1) : correct;
}

function wrongAnswer({ type, correct, why }: CheckKey): string[] {
  if (type === "fill") return [`${correct[0] ?? ""}?!`.repeat(2)];
  if (type === "ordering") return [...correct].reverse();
  return Object.keys(why)
    .filter((option) => !correct.includes(option))
    .slice(0, 1);
}

/** The fields of the form that answers a check, as its page has them. */
function answerFields({ type }: CheckKey, chosen: readonly string[]): string[][] {
  if (type === "fill") return chosen.map((text) => ["text", text]);
  return chosen.map((option, index) =>
    type === "ordering" ? [`place_${option}`, String(index + 1)] : ["chosen", option],
  );
}

function isSignedOut({ status, location }: Answer): boolean {
  return status === 401 || location.startsWith("/login");
}
