import { messages } from '../i18n/messages.ts'

/** What AWS's error codes mean, and what helps. AWS's own message is shown beside it, as it came. */
export const errorMessages = messages({
  en: {
    failed: 'It did not work',
    accessDenied: 'The identity that is signed in may not do this. A policy of the user or role must allow the action that the message names.',
    expired: 'The credentials have expired. Sign out and in again.',
    exists: 'Something with this name exists already. Choose another name.',
    inUse: 'It is in use, or is just changing. Wait until that has ended, then try again.',
    limit: 'A quota is exhausted. Delete or stop something, or ask for less.',
    notFound: 'It does not exist, or not in this Region. Is the right Region chosen at the top?',
    validation: 'A value is not what the API takes. The message says which one.',
    notHere: 'This version of Kenja does not have this operation.',
    network: 'Kenja does not answer. Is it running? ./kenja up starts it.',
    model: 'The model itself answered with an error. Its log, in the log group of the endpoint, says more.',
  },
  ja: {
    failed: '失敗しました',
    accessDenied:
      'サインイン中のアイデンティティには、この操作の権限がありません。メッセージに示されたアクションを、ユーザーまたはロールのポリシーで許可する必要があります。',
    expired: '認証情報の有効期限が切れました。サインアウトしてから、もう一度サインインしてください。',
    exists: '同じ名前のものがすでに存在します。別の名前を指定してください。',
    inUse: '使用中か、状態が変わっている途中です。完了してから、もう一度お試しください。',
    limit: 'クォータの上限に達しました。不要なものを停止または削除するか、要求を小さくしてください。',
    notFound: '存在しないか、このリージョンにはありません。画面上部のリージョンの選択を確認してください。',
    validation: 'API が受け付けない値があります。どの値かはメッセージに示されています。',
    notHere: 'このバージョンの Kenja には、この操作がありません。',
    network: 'Kenja が応答しません。起動していますか? ./kenja up で起動できます。',
    model: 'モデル自身がエラーを返しました。詳しくは、エンドポイントのロググループのログを確認してください。',
  },
})
