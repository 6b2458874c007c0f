package dev.visavis.account.user;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The public part of a user's profile.
public record UserView(
    @Schema(examples = "f5585e5e-3a4b-4c56-9d4e-8f1b7f1f2a10") UUID id,
    @Schema(examples = "alice") String username,
    @Schema(examples = "Alice Ahrens") String name,
    @Schema(examples = "https://pictures.example/alice.png") @Nullable String avatarUrl) {
  public static UserView of(UserAccount user) {
    return new UserView(user.id(), user.username(), user.name(), user.avatarUrl());
  }
}
