/// The API for finding users and for the user's own profile, contacts and blocks.
@NullMarked
package dev.visavis.account.people;

import org.jspecify.annotations.NullMarked;
