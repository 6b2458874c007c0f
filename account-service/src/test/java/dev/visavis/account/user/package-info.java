@NullMarked
package dev.visavis.account.user;

import org.jspecify.annotations.NullMarked;
