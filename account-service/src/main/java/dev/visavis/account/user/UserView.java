package dev.visavis.account.user;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user as everybody may see them.
public record UserView(UUID id, String username, String name, @Nullable String avatarUrl) {
  public static UserView of(UserAccount user) {
    return new UserView(user.id(), user.username(), user.name(), user.avatarUrl());
  }
}
