@NullMarked
package dev.visavis.account.store;

import org.jspecify.annotations.NullMarked;
