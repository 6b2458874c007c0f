import type { DescField, DescMessage, JsonObject, JsonValue } from '@bufbuild/protobuf';
import { create, ScalarType } from '@bufbuild/protobuf';
import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { timestampFromMs, TimestampSchema } from '@bufbuild/protobuf/wkt';

import type { SessionDescription } from '../../gen/visavis/v1/common_pb';
import { SessionDescriptionSchema } from '../../gen/visavis/v1/common_pb';
import type { Fields } from './mappings';
import { enumMapping, isOpaque, isOptional } from './mappings';
import { InvalidMessageError } from './InvalidMessageError';

/** The maximum nesting of lists and objects in an opaque payload, including the payload itself. */
const MAX_NESTING = 16;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readString(value: unknown, path: string): string {
  if (typeof value !== 'string') {
    throw new InvalidMessageError(path, 'must be a string');
  }
  if (/\p{Surrogate}/u.test(value)) {
    throw new InvalidMessageError(path, 'must be well-formed Unicode');
  }
  return value;
}

/** Reads a message. Refuses a value whose type differs from the schema; ignores unknown fields. */
export function readMessage(type: DescMessage, value: JsonValue, path: string): unknown {
  if (type.typeName === TimestampSchema.typeName) {
    return readTimestamp(value, path);
  }
  if (type.typeName === SessionDescriptionSchema.typeName && typeof value === 'string') {
    return readBareDescription(value, path);
  }
  if (!isObject(value)) {
    throw new InvalidMessageError(path, 'must be an object');
  }
  const message = create(type);
  const fields = message as unknown as Fields;
  for (const field of type.fields) {
    const given = isOpaque(field) ? readOpaque(type, value, path) : readField(field, value, path);
    if (given !== undefined) {
      fields[field.localName] = given;
    }
  }
  return message;
}

function readField(field: DescField, from: JsonObject, path: string): unknown {
  const value = Object.hasOwn(from, field.jsonName) ? from[field.jsonName] : undefined;
  const fieldPath = `${path}.${field.jsonName}`;
  if (value === undefined || (value === null && isOptional(field))) {
    return undefined;
  }
  switch (field.fieldKind) {
    case 'scalar':
      return readScalar(field.scalar, value, fieldPath);
    case 'enum':
      return readEnum(field, value, fieldPath);
    case 'message':
      return readMessage(field.message, value, fieldPath);
    case 'list':
      return readList(field, value, fieldPath);
    case 'map':
      throw new Error(`${field.name} has a kind that signaling messages do not use`);
  }
}

function readList(field: DescField & { fieldKind: 'list' }, value: JsonValue, path: string): unknown[] {
  if (!Array.isArray(value)) {
    throw new InvalidMessageError(path, 'must be a list');
  }
  return value.map((element, index) => {
    const elementPath = `${path}[${index}]`;
    switch (field.listKind) {
      case 'scalar':
        return readScalar(field.scalar, element, elementPath);
      case 'message':
        return readMessage(field.message, element, elementPath);
      case 'enum':
        throw new Error(`${field.name} has a kind that signaling messages do not use`);
    }
  });
}

function readScalar(type: ScalarType, value: JsonValue, path: string): unknown {
  if (type === ScalarType.STRING) {
    return readString(value, path);
  }
  if (type === ScalarType.BOOL) {
    return readBoolean(value, path);
  }
  return type === ScalarType.UINT32
    ? readWhole(value, path, 0, 0xffffffff)
    : readWhole(value, path, -0x80000000, 0x7fffffff);
}

function readBoolean(value: JsonValue, path: string): boolean {
  if (typeof value !== 'boolean') {
    throw new InvalidMessageError(path, 'must be true or false');
  }
  return value;
}

function readWhole(value: JsonValue, path: string, min: number, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw new InvalidMessageError(path, `must be a whole number from ${min} to ${max}`);
  }
  return value;
}

function readEnum(field: DescField & { fieldKind: 'enum' }, value: JsonValue, path: string): number {
  const { byName } = enumMapping(field.enum);
  const number = byName.get(readString(value, path));
  if (number === undefined) {
    throw new InvalidMessageError(path, `must be one of ${[...byName.keys()].join(', ')}`);
  }
  return number;
}

function readTimestamp(value: JsonValue, path: string): Timestamp {
  const text = readString(value, path);
  const ms = Date.parse(text);
  // Date.parse accepts other formats too, and February 30.
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== text) {
    throw new InvalidMessageError(path, 'must be an instant such as 2026-01-31T23:59:59.000Z');
  }
  return timestampFromMs(ms);
}

function readBareDescription(value: string, path: string): SessionDescription {
  return create(SessionDescriptionSchema, { sdp: readString(value, path) });
}

/** The properties that the message has no field for, unchanged. */
function readOpaque(type: DescMessage, from: JsonObject, path: string): JsonObject {
  const own = new Set(type.fields.filter((field) => !isOpaque(field)).map((field) => field.jsonName));
  const data = Object.entries(from).filter(([name]) => !own.has(name));
  for (const [name, value] of data) {
    checkOpaque(value, `${path}.${readString(name, path)}`, 1);
  }
  return Object.fromEntries(data);
}

function checkOpaque(value: JsonValue, path: string, depth: number): void {
  if (typeof value === 'string') {
    readString(value, path);
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new InvalidMessageError(path, 'is a number that is too large');
  } else if (typeof value === 'object' && value !== null) {
    if (depth >= MAX_NESTING) {
      throw new InvalidMessageError(path, `is nested deeper than ${MAX_NESTING}`);
    }
    for (const [key, element] of Object.entries(value)) {
      const elementPath = Array.isArray(value) ? `${path}[${key}]` : `${path}.${readString(key, path)}`;
      checkOpaque(element, elementPath, depth + 1);
    }
  }
}
