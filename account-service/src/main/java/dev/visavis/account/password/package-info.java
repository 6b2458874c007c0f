/// Stored passwords: Argon2id in a PHC string.
@NullMarked
package dev.visavis.account.password;

import org.jspecify.annotations.NullMarked;
