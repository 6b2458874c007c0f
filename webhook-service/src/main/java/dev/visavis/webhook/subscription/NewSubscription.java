package dev.visavis.webhook.subscription;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A request for a new subscription.
public record NewSubscription(
    @NotNull
        @Size(max = 2000)
        @Schema(
            description = "The receiver of the deliveries: an https URL with a public address.",
            examples = "https://example.com/visavis")
        String url,
    @Nullable
        @Size(max = 50)
        @Schema(
            description = "Event kinds, as events.proto names them; every kind if left out.",
            examples = "[\"call_initiated\", \"call_ended\"]")
        List<@NotNull @Size(max = 50) String> events,
    @Nullable @Schema(description = "`own` if left out; `all` is for operators.") Scope scope) {}
