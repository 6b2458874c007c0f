/// How people are found by what they are called.
@NullMarked
package dev.visavis.account.search;

import org.jspecify.annotations.NullMarked;
