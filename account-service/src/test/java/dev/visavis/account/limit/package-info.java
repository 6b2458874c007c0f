@NullMarked
package dev.visavis.account.limit;

import org.jspecify.annotations.NullMarked;
