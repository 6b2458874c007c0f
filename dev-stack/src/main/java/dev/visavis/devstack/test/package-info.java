/// Runs every kind of test and adds up what they found.
@NullMarked
package dev.visavis.devstack.test;

import org.jspecify.annotations.NullMarked;
