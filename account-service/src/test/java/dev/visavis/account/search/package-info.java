@NullMarked
package dev.visavis.account.search;

import org.jspecify.annotations.NullMarked;
