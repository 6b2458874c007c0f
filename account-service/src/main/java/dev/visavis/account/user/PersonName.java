package dev.visavis.account.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import dev.visavis.support.text.VisibleName;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// The name of a user, normalized; see [VisibleName]. Null is left to `@NotNull`.
@Constraint(validatedBy = PersonName.Validator.class)
@Target({FIELD, PARAMETER, RECORD_COMPONENT})
@Retention(RUNTIME)
public @interface PersonName {
  String message() default "is not a valid name";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  class Validator implements ConstraintValidator<PersonName, String> {
    @Override
    public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
      return ConstraintViolations.in(context, name == null ? null : VisibleName.problem(name));
    }
  }
}
