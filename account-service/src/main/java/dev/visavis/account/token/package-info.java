/// Access tokens, the keys that sign them, and the address where the keys are published.
@NullMarked
package dev.visavis.account.token;

import org.jspecify.annotations.NullMarked;
