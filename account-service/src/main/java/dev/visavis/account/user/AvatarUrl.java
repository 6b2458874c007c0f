package dev.visavis.account.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The address of a picture: an http or https URL of at most 2000 characters, or the address of an
/// uploaded picture. Null: no picture.
@Constraint(validatedBy = AvatarUrl.Validator.class)
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RUNTIME)
public @interface AvatarUrl {
  String message() default "must be an http or https address of at most 2000 characters";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  class Validator implements ConstraintValidator<AvatarUrl, String> {
    private static final int MAX_CHARS = 2000;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern UPLOADED =
        Pattern.compile("/api/users/[0-9a-f-]{36}/avatar/[0-9]{1,18}", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHAPE =
        Pattern.compile("https?://[^\\p{C}\\p{Z}\"<>\\\\]+", Pattern.CASE_INSENSITIVE);

    @Override
    public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
      if (address == null || UPLOADED.matcher(address).matches()) {
        return true;
      }
      if (address.length() > MAX_CHARS || !SHAPE.matcher(address).matches()) {
        return false;
      }
      return ConstraintViolations.in(context, problem(address));
    }

    private static @Nullable String problem(String address) {
      URI uri;
      try {
        uri = URI.create(address);
      } catch (IllegalArgumentException e) {
        return "is not an address";
      }
      String authority = uri.getRawAuthority();
      if (authority == null || authority.startsWith(":")) {
        return "must name a host";
      }
      if (authority.contains("@")) {
        return "must not contain a username or password";
      }
      boolean port = uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT;
      return port ? "must have a port from 1 to " + HIGHEST_PORT : null;
    }
  }
}
