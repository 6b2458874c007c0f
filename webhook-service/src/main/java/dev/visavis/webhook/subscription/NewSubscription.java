package dev.visavis.webhook.subscription;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a subscription is made of.
public record NewSubscription(
    @NotNull
        @Size(max = 2000)
        @Schema(
            description = "Where deliveries go; https, and reachable from outside.",
            examples = "https://example.com/visavis")
        String url,
    @Nullable
        @Size(max = 50)
        @Schema(
            description = "Kinds of facts, as events.proto names them; none: every kind.",
            examples = "[\"call_initiated\", \"call_ended\"]")
        List<@NotNull @Size(max = 50) String> events,
    @Nullable @Schema(description = "`own` if left out; `all` is for operators.") Scope scope) {}
