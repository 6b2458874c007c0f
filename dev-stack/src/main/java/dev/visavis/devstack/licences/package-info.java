/// Lists the libraries of our processes and checks their licences.
@NullMarked
package dev.visavis.devstack.licences;

import org.jspecify.annotations.NullMarked;
