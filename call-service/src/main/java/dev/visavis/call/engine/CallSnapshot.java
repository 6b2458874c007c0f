package dev.visavis.call.engine;

import dev.visavis.call.codec.EndedCallCodec;
import dev.visavis.call.codec.NewerSchemaException;
import dev.visavis.call.codec.StoredCallCodec;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.store.StoredCall;
import dev.visavis.proto.SchemaVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A call and its position in the log.
///
/// @param appliedOffset the offset of the last applied command; -1 before the first
/// @param recentCommandHashes fingerprints of command ids, the latest last
record CallSnapshot(Call call, long appliedOffset, List<Long> recentCommandHashes) {
  /// A command is repeated at once if at all, so far fewer commands of a call come in between.
  static final int MAX_RECENT_COMMANDS = 64;

  /// For an ended call: the command that ended it, and those directly after it.
  private static final int MAX_RECENT_COMMANDS_WHEN_ENDED = 4;

  CallSnapshot {
    recentCommandHashes = List.copyOf(recentCommandHashes);
  }

  static CallSnapshot none(String callId) {
    return new CallSnapshot(Call.none(callId), -1, List.of());
  }

  /// @throws NewerSchemaException if a newer instance wrote a state that this one would misread
  static CallSnapshot of(String callId, StoredCall stored) {
    NewerSchemaException.check("the stored call", stored.getMinReader());
    return new CallSnapshot(
        call(callId, stored), stored.getAppliedOffset(), stored.getRecentCommandsList());
  }

  private static Call call(String callId, StoredCall stored) {
    if (stored.hasOver()) {
      return EndedCallCodec.read(callId, stored.getOver());
    }
    return stored.hasState() ? StoredCallCodec.read(callId, stored.getState()) : Call.none(callId);
  }

  boolean hasApplied(String commandId) {
    return recentCommandHashes.contains(fingerprint(commandId));
  }

  CallSnapshot applied(Call after, long offset, String commandId) {
    List<Long> commands = new ArrayList<>(recentCommandHashes);
    commands.add(fingerprint(commandId));
    int most = after.state().isFinal() ? MAX_RECENT_COMMANDS_WHEN_ENDED : MAX_RECENT_COMMANDS;
    return new CallSnapshot(
        after, offset, commands.subList(Math.max(0, commands.size() - most), commands.size()));
  }

  CallSnapshot failed(Call after, long offset) {
    return new CallSnapshot(after, offset, recentCommandHashes);
  }

  StoredCall toStore() {
    StoredCall.Builder stored =
        StoredCall.newBuilder()
            .setAppliedOffset(appliedOffset)
            .addAllRecentCommands(recentCommandHashes);
    return call.state().isFinal()
        ? stored.setOver(EndedCallCodec.write(call)).setState(EndedCallCodec.stub(call)).build()
        : stored.setState(StoredCallCodec.write(call)).setMinReader(minReader()).build();
  }

  private int minReader() {
    if (call.room().generation() > 0) {
      return SchemaVersion.ROOMS;
    }
    return call.topology() == call.topologyOfParticipants() ? 0 : SchemaVersion.TOPOLOGY_IN_STATE;
  }

  /// FNV-1a, 64 bits.
  private static long fingerprint(String commandId) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : commandId.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
