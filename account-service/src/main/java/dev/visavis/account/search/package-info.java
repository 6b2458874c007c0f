/// Search for users by name and username.
@NullMarked
package dev.visavis.account.search;

import org.jspecify.annotations.NullMarked;
