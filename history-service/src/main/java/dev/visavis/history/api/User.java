package dev.visavis.history.api;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `users`: the current profile. The name is null if the account was deleted.
@Entity
@Table(name = "users")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class User {
  @Id UUID id;
  @Nullable String name;
  @Nullable String avatarUrl;
}
