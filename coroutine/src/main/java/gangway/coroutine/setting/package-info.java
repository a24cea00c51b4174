/// What a program can be told by system properties: [gangway.coroutine.setting.Setting].
package gangway.coroutine.setting;
