/// Pictures of people: checked, made small and kept.
@NullMarked
package dev.visavis.account.avatar;

import org.jspecify.annotations.NullMarked;
