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
    @Schema(description = "Event kinds; empty: every kind.") List<String> events,
    @Schema(description = "Your own calls, or every call.") Scope scope,
    @Schema(description = "Whether deliveries are sent.") boolean active,
    @Schema(description = "Why the service has stopped the deliveries; omitted if it has not.")
        @Nullable String suspended,
    @JsonFormat(
            shape = JsonFormat.Shape.STRING,
            pattern = "yyyy-MM-dd'T'HH:mm:ss.SSSX",
            timezone = "UTC")
        Instant createdAt,
    @Schema(description = "Signs the deliveries; returned only in the response that created it.")
        @Nullable String secret) {
  Subscription withSecret(String secret) {
    return new Subscription(id, url, events, scope, active, suspended, createdAt, secret);
  }
}
