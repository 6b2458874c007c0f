package dev.visavis.webhook.subscription;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A subscription as its owner sees it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Subscription(
    UUID id,
    @Schema(examples = "https://example.com/visavis") String url,
    @Schema(description = "Kinds of facts; empty: every kind.") List<String> events,
    @Schema(description = "Calls of one's own, or every call.") Scope scope,
    @Schema(description = "Whether deliveries are made.") boolean active,
    @Schema(description = "Why there are none, if not because the owner wants it so.")
        @Nullable String suspended,
    @JsonFormat(
            shape = JsonFormat.Shape.STRING,
            pattern = "yyyy-MM-dd'T'HH:mm:ss.SSSX",
            timezone = "UTC")
        Instant createdAt,
    @Schema(description = "Signs the deliveries; told once, in the answer that made it.")
        @Nullable String secret) {
  Subscription withSecret(String secret) {
    return new Subscription(id, url, events, scope, active, suspended, createdAt, secret);
  }
}
