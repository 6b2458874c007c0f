package dev.visavis.call.engine;

import com.google.protobuf.ByteString;

/// A record of one partition of the command log.
public record CommandRecord(String key, ByteString value, long offset, long timestampMs) {}
