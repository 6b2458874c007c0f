package dev.visavis.account.user;

import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.UserProfile;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The account of one user.
@Entity
@Table(name = "users")
public class UserAccount {
  @Id private UUID id;
  private String username;
  private String name;

  @Column(name = "avatar_url")
  private @Nullable String avatarUrl;

  @Column(name = "password_hash")
  private String passwordHash;

  private long version;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /// The name whose words are in the table of words; null if none are.
  @Column(name = "found_as")
  private @Nullable String indexedName;

  private boolean system;

  @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
  protected UserAccount() {}

  public UserAccount(
      String username, String name, @Nullable String avatarUrl, String passwordHash, Instant now) {
    this.id = UUID.randomUUID();
    this.username = username;
    this.name = name;
    this.avatarUrl = avatarUrl;
    this.passwordHash = passwordHash;
    this.version = 1;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /// An account of the operator, which no search finds.
  public static UserAccount ofSystem(
      String username, String name, String passwordHash, Instant now) {
    UserAccount account = new UserAccount(username, name, null, passwordHash, now);
    account.system = true;
    return account;
  }

  /// Returns whether anything visible to others has changed.
  boolean changeProfile(String newName, @Nullable String newAvatarUrl, Instant now) {
    if (name.equals(newName) && Objects.equals(avatarUrl, newAvatarUrl)) {
      return false;
    }
    name = newName;
    avatarUrl = newAvatarUrl;
    touch(now);
    return true;
  }

  public UUID id() {
    return id;
  }

  public String username() {
    return username;
  }

  public String name() {
    return name;
  }

  public @Nullable String avatarUrl() {
    return avatarUrl;
  }

  public boolean isSystem() {
    return system;
  }

  boolean isIndexed() {
    return name.equals(indexedName);
  }

  /// Records that the table of words has the words of the current name.
  void markIndexed() {
    indexedName = name;
  }

  /// The version of the profile, which grows with each change.
  public long version() {
    return version;
  }

  public String passwordHash() {
    return passwordHash;
  }

  /// Increments the version, because the profile or a part of it has changed.
  void touch(Instant now) {
    version++;
    updatedAt = now;
  }

  /// The profile for other services, without the parts that are stored outside this row.
  UserProfile.Builder profile() {
    UserInfo.Builder info = UserInfo.newBuilder().setId(id.toString()).setName(name);
    if (avatarUrl != null) {
      info.setAvatarUrl(avatarUrl);
    }
    return UserProfile.newBuilder().setUser(info).setUsername(username).setVersion(version);
  }
}
