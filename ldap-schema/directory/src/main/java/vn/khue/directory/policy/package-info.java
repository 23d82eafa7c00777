/** The directory's legal numbers, read from a policy profile. */
package vn.khue.directory.policy;
