@NullMarked
package dev.visavis.account.token;

import org.jspecify.annotations.NullMarked;
