@NullMarked
package dev.visavis.devstack.deadletters;

import org.jspecify.annotations.NullMarked;
