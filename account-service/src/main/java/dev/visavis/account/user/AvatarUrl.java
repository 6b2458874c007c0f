package dev.visavis.account.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// The address of a picture: http or https, at most 2000 characters, or that of one which was
/// uploaded here. Null: no picture.
@Pattern(
    regexp = "https?://[^\\s\"<>\\\\]+|/api/users/[0-9a-f-]{36}/avatar/[0-9]{1,18}",
    flags = Pattern.Flag.CASE_INSENSITIVE)
@Size(max = 2000)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RUNTIME)
public @interface AvatarUrl {
  String message() default "must be an http or https address of at most 2000 characters";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
