import type { DescField, DescMessage, JsonObject, JsonValue } from '@bufbuild/protobuf';
import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { TimestampSchema } from '@bufbuild/protobuf/wkt';

import type { SessionDescription } from '../../gen/visavis/v1/common_pb';
import { SessionDescriptionSchema } from '../../gen/visavis/v1/common_pb';
import type { Fields } from './mappings';
import { enumMapping, isNullWhenAbsent, isOpaque } from './mappings';

type Entry = [name: string, value: JsonValue];

/** Writes a message as JSON, following its descriptor. */
export function writeMessage(type: DescMessage, message: unknown): JsonValue {
  switch (type.typeName) {
    case TimestampSchema.typeName:
      return writeTimestamp(message as Timestamp);
    case SessionDescriptionSchema.typeName: {
      const description = message as SessionDescription;
      return description.type === '' ? description.sdp : writeFields(type, message as Fields);
    }
    default:
      return writeFields(type, message as Fields);
  }
}

function writeFields(type: DescMessage, message: Fields): JsonObject {
  return Object.fromEntries(
    type.fields.flatMap((field) => writeField(type, field, message[field.localName])),
  );
}

function writeField(type: DescMessage, field: DescField, value: unknown): Entry[] {
  if (isOpaque(field)) {
    return writeOpaque(type, value as JsonObject | undefined);
  }
  if (value === undefined) {
    return isNullWhenAbsent(field) ? [[field.jsonName, null]] : [];
  }
  const written = writeValue(field, value);
  return written === undefined ? [] : [[field.jsonName, written]];
}

/** JSON parsers disagree about duplicate names, so a name that is also a field of the message is left out. */
function writeOpaque(type: DescMessage, data: JsonObject | undefined): Entry[] {
  const own = new Set(type.fields.filter((field) => !isOpaque(field)).map((field) => field.jsonName));
  return Object.entries(data ?? {}).filter(([name]) => !own.has(name));
}

function writeValue(field: DescField, value: unknown): JsonValue | undefined {
  switch (field.fieldKind) {
    case 'scalar':
      return value as JsonValue;
    case 'enum':
      return enumMapping(field.enum).byNumber.get(value as number);
    case 'message':
      return writeMessage(field.message, value);
    case 'list':
      return (value as unknown[]).map((element) =>
        field.listKind === 'message' ? writeMessage(field.message, element) : (element as JsonValue),
      );
    case 'map':
      throw new Error(`${field.name} has a kind that signaling messages do not use`);
  }
}

/** RFC 3339 in UTC with exactly three decimals; finer digits are cut off. */
function writeTimestamp(at: Timestamp): string {
  return new Date(Number(at.seconds) * 1000 + Math.floor(at.nanos / 1_000_000)).toISOString();
}
