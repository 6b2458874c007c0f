/// Sign-up, login and logout: docs/rest.md, "Identity" and "Sessions".
@NullMarked
package dev.visavis.account.signin;

import org.jspecify.annotations.NullMarked;
