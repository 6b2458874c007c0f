package dev.visavis.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A delivery as the owner of its subscription sees it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delivery(
    @Schema(description = "The header `webhook-id`, the same for each attempt.") UUID id,
    String event,
    UUID callId,
    @Schema(enumeration = {"waiting", "delivered", "failed"}) String state,
    int attempts,
    @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
        Instant createdAt,
    @Schema(description = "When the next attempt is due; only while `waiting`.")
        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
        @Nullable Instant nextAttemptAt,
    @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = INSTANT, timezone = "UTC")
        @Nullable Instant doneAt,
    @Schema(description = "The HTTP status of the last response.") @Nullable Integer lastStatus,
    @Schema(description = "Why the last attempt failed.") @Nullable String lastError) {
  private static final String INSTANT = "yyyy-MM-dd'T'HH:mm:ss.SSSX";
}
