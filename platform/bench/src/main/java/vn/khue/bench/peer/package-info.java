/** The peers that signing is measured against, each used as its own documentation says. Nothing of Khuê stands on them here. */
package vn.khue.bench.peer;
