package dev.visavis.history.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;

/// The file format of an export.
enum ExportFormat {
  CSV("text/csv; charset=utf-8; header=present") {
    @Override
    String header() {
      return Csv.line(
          "id",
          "created_at",
          "connected_at",
          "ended_at",
          "duration_seconds",
          "direction",
          "state",
          "participant_state",
          "end_reason",
          "kind",
          "call_type",
          "participants_count",
          "other_party_id",
          "other_party_name");
    }

    @Override
    String line(HistoryEntry call, ObjectMapper json) {
      OtherParty other = call.otherParty();
      return Csv.line(
          call.id(),
          call.createdAt(),
          call.connectedAt(),
          call.endedAt(),
          call.durationSeconds(),
          call.direction().name().toLowerCase(Locale.ROOT),
          call.state(),
          call.participantState(),
          call.endReason(),
          call.kind(),
          call.callType(),
          call.participantsCount(),
          other == null ? null : other.id(),
          other == null ? null : other.name());
    }
  },

  JSONL("application/x-ndjson") {
    @Override
    String header() {
      return "";
    }

    @Override
    String line(HistoryEntry call, ObjectMapper json) {
      try {
        return json.writeValueAsString(call) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a call cannot be written as JSON", e);
      }
    }
  };

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  String fileName() {
    return "visavis-calls." + name().toLowerCase(Locale.ROOT);
  }

  /// The text before the first call.
  abstract String header();

  abstract String line(HistoryEntry call, ObjectMapper json);
}
