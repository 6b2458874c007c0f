import { readdirSync, readFileSync } from 'node:fs';

import { create, equals, fromBinary, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it, test } from 'vitest';

import { SignalingMessageSchema } from '../../gen/visavis/v1/signaling_pb';
import { decode, encode } from './codec';
import { InvalidMessageError } from './InvalidMessageError';

// The server is tested with the same files.
const golden = new URL('../../../../shared-proto/src/test/resources/golden/', import.meta.url);

const names = readdirSync(golden)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

const jsonOf = (name: string) => readFileSync(new URL(`${name}.json`, golden), 'utf8');
const binaryOf = (name: string) =>
  fromBinary(SignalingMessageSchema, readFileSync(new URL(`${name}.binpb`, golden)));

const table = (name: string) =>
  readFileSync(new URL(name, golden), 'utf8')
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split('\t') as [string, string, string]);

describe('golden messages', () => {
  it('has one for each type', () => {
    const types = SignalingMessageSchema.oneofs.find((oneof) => oneof.name === 'body')?.fields ?? [];
    const found = new Set(names.map((name) => name.replace(/-.*/, '')));
    expect(types.map((field) => field.name).filter((type) => !found.has(type))).toEqual([]);
  });

  test.each(names)('%s is written', (name) => {
    expect(JSON.parse(encode(binaryOf(name)))).toEqual(JSON.parse(jsonOf(name)));
  });

  test.each(names)('%s is read', (name) => {
    const message = decode(jsonOf(name));
    expect(equals(SignalingMessageSchema, message, binaryOf(name))).toBe(true);
    expect(toBinary(SignalingMessageSchema, message).length).toBeGreaterThan(0);
  });
});

test.each(table('variants.tsv'))('%s may come as %s', (written, text) => {
  expect(JSON.parse(encode(decode(text)))).toEqual(JSON.parse(written));
});

test.each(table('refused.tsv'))('refuses %s (request %s) in %s', (field, _requestId, text) => {
  try {
    decode(text);
  } catch (e) {
    expect(e).toBeInstanceOf(InvalidMessageError);
    expect((e as InvalidMessageError).field).toBe(field);
    return;
  }
  expect.unreachable('it was read');
});

test('names that every object inherits are ordinary data', () => {
  const text = '{"type":"e2ee","payload":{"__proto__":{"a":1},"toString":"x","constructor":null}}';
  expect(encode(decode(text))).toBe(text);
  expect(() => decode('{"type":"constructor"}')).toThrow(InvalidMessageError);
});

test('values that only a newer version knows are left out', () => {
  const initiateCallOfKind77 = Uint8Array.of(0x5a, 2, 0x18, 77);
  const message = fromBinary(SignalingMessageSchema, initiateCallOfKind77);
  expect(encode(message)).toBe('{"type":"initiate_call","payload":{"calleeIds":[]}}');
  expect(() => encode(create(SignalingMessageSchema))).toThrow('without a body');
});
