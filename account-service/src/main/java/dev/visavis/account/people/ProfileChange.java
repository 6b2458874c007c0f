package dev.visavis.account.people;

import dev.visavis.account.user.AvatarUrl;
import dev.visavis.account.user.PersonName;
import dev.visavis.support.text.VisibleName;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of `PATCH /api/users/me`, a JSON merge patch (RFC 7396). Absent fields are unchanged; a
/// null avatarUrl removes the picture.
public class ProfileChange {
  @Schema(examples = "Alice Ahrens")
  private @PersonName @Nullable String name;

  @Schema(examples = "https://pictures.example/alice.png")
  private @AvatarUrl @Nullable String avatarUrl;

  private boolean nameGiven;
  private boolean avatarUrlGiven;

  public void setName(@Nullable String name) {
    this.name = name == null ? null : VisibleName.normalized(name);
    nameGiven = true;
  }

  public void setAvatarUrl(@Nullable String avatarUrl) {
    this.avatarUrl = avatarUrl;
    avatarUrlGiven = true;
  }

  public @Nullable String getName() {
    return name;
  }

  public @Nullable String getAvatarUrl() {
    return avatarUrl;
  }

  String nameOr(String current) {
    return name == null ? current : name;
  }

  @Nullable String avatarUrlOr(@Nullable String current) {
    return avatarUrlGiven ? avatarUrl : current;
  }

  /// Whether the patch sets the name to null, which is not allowed.
  boolean takesNameAway() {
    return nameGiven && name == null;
  }
}
