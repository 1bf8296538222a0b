import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  CryptoError,
  currentKeyName,
  decrypt,
  encrypt,
  isCurrent,
  keyedHash,
  keyName,
  useKeys,
  useSecret,
} from "./crypto.server";

const [old, fresh, other] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
const owner = "person:1:id-number";

beforeEach(() => useKeys(fresh));
afterEach(() => useSecret(undefined));

describe("a sealed text", () => {
  test("opens for its owner, names its key and is another each time", () => {
    const sealed = encrypt("990102198001011234", owner);
    expect(decrypt(sealed, owner)).toBe("990102198001011234");
    expect(sealed).not.toContain("990102");
    expect(sealed.split(".")[1]).toBe(keyName(fresh));
    expect(encrypt("990102198001011234", owner)).not.toBe(sealed);
    expect(decrypt(encrypt("", owner), owner)).toBe("");
  });

  test("does not open for another row", () => {
    const sealed = encrypt("text", owner);
    expect(() => decrypt(sealed, "person:2:id-number")).toThrow(CryptoError);
    expect(() => decrypt(sealed, "person:1:payee-account")).toThrow("altered or belongs to something else");
  });

  test("does not open when any part of it was altered or cut", () => {
    const sealed = encrypt("a longer text than a block of the cipher", owner);
    const [kind, key, iv = "", body = ""] = sealed.split(".");
    const flip = (text: string, at: number) =>
      text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
    for (let at = 0; at < body.length - 1; at += 5)
      expect(() => decrypt([kind, key, iv, flip(body, at)].join("."), owner)).toThrow(CryptoError);
    expect(() => decrypt([kind, key, flip(iv, 3), body].join("."), owner)).toThrow(CryptoError);
    for (const broken of [sealed.slice(0, -8), [kind, key, iv].join("."), [kind, key].join(".")])
      expect(() => decrypt(broken, owner)).toThrow(CryptoError);
    expect(() => decrypt("plain text", owner)).toThrow("was not sealed here");
  });

  test("opens with an older key as long as that is given, and says which one is missing", () => {
    useKeys(old);
    const sealed = encrypt("text", owner);
    useKeys(fresh, old);
    expect(decrypt(sealed, owner)).toBe("text");
    expect(isCurrent(sealed)).toBe(false);
    expect(isCurrent(encrypt("text", owner))).toBe(true);
    useKeys(fresh, other);
    expect(() => decrypt(sealed, owner)).toThrow(
      `the key ${keyName(old)} that sealed this text is not at hand`,
    );
  });

  test("is not read with a key that only bears the other's name", () => {
    useKeys(old);
    const sealed = encrypt("text", owner).replace(keyName(old), keyName(fresh));
    useKeys(fresh, old);
    expect(currentKeyName()).toBe(keyName(fresh));
    expect(() => decrypt(sealed, owner)).toThrow(CryptoError);
  });
});

describe("a keyed hash", () => {
  test("is the same for a text, another for another purpose or installation, whatever the key", () => {
    useSecret(Buffer.alloc(32, 8));
    const hash = keyedHash("id-number", "990102198001011234");
    useKeys(other);
    expect(keyedHash("id-number", "990102198001011234")).toBe(hash);
    expect(keyedHash("payee-account", "990102198001011234")).not.toBe(hash);
    useSecret(Buffer.alloc(32, 9));
    expect(keyedHash("id-number", "990102198001011234")).not.toBe(hash);
  });

  test("is not made without a secret, nor a text sealed without a key", () => {
    expect(() => keyedHash("id-number", "1")).toThrow(CryptoError);
    useKeys(undefined as unknown as Buffer);
    expect(() => encrypt("1", owner)).toThrow("no encryption key");
  });
});
