/** Trust anchors and what they may stand for. */
package vn.khue.pki.trust;
