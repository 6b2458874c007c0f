@NullMarked
package dev.visavis.account.password;

import org.jspecify.annotations.NullMarked;
