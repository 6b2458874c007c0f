package dev.visavis.call.engine;

import com.google.protobuf.ByteString;

/// A record of the command log, as one partition holds it.
public record CommandRecord(String key, ByteString value, long offset, long timestampMs) {}
