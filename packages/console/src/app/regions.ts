/** The regions that a person can choose here, named as AWS's console names them in both languages. */
import type { Language } from '../i18n/messages.ts'

const REGIONS: Readonly<Record<string, readonly [en: string, ja: string]>> = {
  'us-east-1': ['US East (N. Virginia)', '米国東部 (バージニア北部)'],
  'us-east-2': ['US East (Ohio)', '米国東部 (オハイオ)'],
  'us-west-1': ['US West (N. California)', '米国西部 (北カリフォルニア)'],
  'us-west-2': ['US West (Oregon)', '米国西部 (オレゴン)'],
  'ap-northeast-1': ['Asia Pacific (Tokyo)', 'アジアパシフィック (東京)'],
  'ap-northeast-3': ['Asia Pacific (Osaka)', 'アジアパシフィック (大阪)'],
  'ap-northeast-2': ['Asia Pacific (Seoul)', 'アジアパシフィック (ソウル)'],
  'ap-south-1': ['Asia Pacific (Mumbai)', 'アジアパシフィック (ムンバイ)'],
  'ap-southeast-1': ['Asia Pacific (Singapore)', 'アジアパシフィック (シンガポール)'],
  'ap-southeast-2': ['Asia Pacific (Sydney)', 'アジアパシフィック (シドニー)'],
  'ca-central-1': ['Canada (Central)', 'カナダ (中部)'],
  'eu-central-1': ['Europe (Frankfurt)', '欧州 (フランクフルト)'],
  'eu-west-1': ['Europe (Ireland)', '欧州 (アイルランド)'],
  'eu-west-2': ['Europe (London)', '欧州 (ロンドン)'],
  'eu-west-3': ['Europe (Paris)', '欧州 (パリ)'],
  'eu-north-1': ['Europe (Stockholm)', '欧州 (ストックホルム)'],
  'sa-east-1': ['South America (São Paulo)', '南米 (サンパウロ)'],
}

export const regionIds: readonly string[] = Object.keys(REGIONS)

export const regionName = (id: string, language: Language): string => REGIONS[id]?.[language === 'ja' ? 1 : 0] ?? id
