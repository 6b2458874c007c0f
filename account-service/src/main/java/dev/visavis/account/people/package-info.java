/// The API for finding people and for one's own profile.
@NullMarked
package dev.visavis.account.people;

import org.jspecify.annotations.NullMarked;
