package dev.visavis.call.domain.value;

import org.jspecify.annotations.Nullable;

/// A user as others see them. `id` is a UUID.
public record User(String id, String name, @Nullable String avatarUrl) {}
