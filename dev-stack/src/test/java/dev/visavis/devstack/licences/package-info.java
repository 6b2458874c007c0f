@NullMarked
package dev.visavis.devstack.licences;

import org.jspecify.annotations.NullMarked;
