/// Users, sign-in, tokens and their keys.
@NullMarked
package dev.visavis.account;

import org.jspecify.annotations.NullMarked;
