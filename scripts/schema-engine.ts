import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import {
  ColumnTypeEnum,
  bindMigrationAwareSqlAdapterFactory,
  type ColumnType,
  type SqlDriverAdapter,
} from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import { readMigrations } from "~/platform/migrate.server";

/** Prisma's schema engine over an embedded database. Prisma's own commands would download a native one. */
export async function schemaEngine(lite: PGlite, schemaDir = "prisma/schema") {
  await load();
  const files = await readSchema(schemaDir);
  const connect = async () => adapter(lite);
  const schema = await engine.SchemaEngine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => {}, // its log
    bindMigrationAwareSqlAdapterFactory({
      provider: "postgres",
      adapterName,
      connect,
      connectToShadowDb: connect,
    }),
  );
  return { schema, files };
}

/**
 * The SQL that leads from the migrations to the schema: "" when they agree. Functions, triggers and check
 * constraints are not compared, so migrations may add them by hand. Throws with the name of a migration that fails.
 */
export async function missingSql(
  schemaDir = "prisma/schema",
  migrationsDir = "prisma/migrations",
): Promise<string> {
  const lite = await PGlite.create();
  try {
    for (const { name, sql } of await readMigrations(migrationsDir)) {
      await lite.exec(sql).catch((error: Error) => {
        throw new Error(`${name}: ${error.message}`);
      });
    }
    const { schema, files } = await schemaEngine(lite, schemaDir);
    const { exitCode, stdout } = await schema.diff({
      from: { tag: "schemaDatasource", files, configDir: schemaDir },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return exitCode === 0 ? "" : (stdout ?? "").trim() + "\n";
  } finally {
    await lite.close();
  }
}

async function readSchema(dir: string) {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name) => ({ path: join(dir, name), content: await readFile(join(dir, name), "utf8") })),
  );
}

let loaded: Promise<void> | undefined;

// Node 20 imports no .wasm files, so the package's own entry point does not load.
function load() {
  return (loaded ??= (async () => {
    const glue = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const { instance } = await WebAssembly.instantiate(await readFile(glue.replace(/\.js$/, ".wasm")), {
      "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports,
    });
    // Where the engine leaves the reason when it panics.
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
    const exports = instance.exports as WebAssembly.Exports & { __wbindgen_start(): void };
    engine.__wbg_set_wasm(exports);
    exports.__wbindgen_start();
  })());
}

/** PostgreSQL writes 2026-11-23 08:00:00+00. */
const isoTime = (text: string) => `${text.replace(" ", "T")}:00`;

const adapterName = "pglite-catalog";

/** Enough of an adapter to read the catalog. @prisma/adapter-pg knows no `"char"` and cuts scripts at every `;`. */
function adapter(lite: PGlite): SqlDriverAdapter {
  return {
    provider: "postgres",
    adapterName,
    async queryRaw({ sql, args }) {
      const result = await lite.query<unknown[]>(sql, args, {
        rowMode: "array",
        parsers: { 20: String, 1184: isoTime },
      });
      return {
        columnNames: result.fields.map((field) => field.name),
        columnTypes: result.fields.map(({ name, dataTypeID }) => {
          const type = columnTypes[dataTypeID];
          if (type === undefined)
            throw new Error(`column ${name} has a type without a mapping: ${dataTypeID}`);
          return type;
        }),
        rows: result.rows,
      };
    },
    executeRaw: async ({ sql, args }) => (await lite.query(sql, args)).affectedRows ?? 0,
    executeScript: async (script) => void (await lite.exec(script)),
    startTransaction: () => Promise.reject(new Error("the schema engine needs no transaction")),
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    dispose: async () => {},
  };
}

const {
  Boolean: Bool,
  Character,
  Text,
  Int32,
  Int64,
  TextArray,
  CharacterArray,
  Int32Array,
  Int64Array,
} = ColumnTypeEnum;

/** By the oid of the type in PostgreSQL's catalog. */
const columnTypes: Record<number, ColumnType> = {
  ...{ 16: Bool, 18: Character, 19: Text, 20: Int64, 21: Int32, 23: Int32, 25: Text, 26: Int64, 1043: Text },
  ...{
    1002: CharacterArray,
    1003: TextArray,
    1005: Int32Array,
    1007: Int32Array,
    1009: TextArray,
    1028: Int64Array,
  },
  ...{ 1184: ColumnTypeEnum.DateTime },
};
