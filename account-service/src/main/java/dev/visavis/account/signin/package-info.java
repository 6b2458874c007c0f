/// Sign-up, login and logout (section 1 of the wire contract).
@NullMarked
package dev.visavis.account.signin;

import org.jspecify.annotations.NullMarked;
