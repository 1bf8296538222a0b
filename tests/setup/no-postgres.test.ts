import { test } from "vitest";

test.skip("not run: no PostgreSQL server is installed here, and TEST_DATABASE_URL names none");
