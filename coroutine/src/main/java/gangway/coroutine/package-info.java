/// Functions that can stop in the middle and go on later, and who decides which goes on.
package gangway.coroutine;
