@NullMarked
package dev.visavis.account;

import org.jspecify.annotations.NullMarked;
