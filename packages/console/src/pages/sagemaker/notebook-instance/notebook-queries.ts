import { ListNotebookInstancesCommand, type NotebookInstanceSummary } from '@aws-sdk/client-sagemaker'
import { collectPages } from '../../../aws/collect-pages.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'

export const listNotebookInstances = () =>
  collectPages(async (NextToken) => {
    const { NotebookInstances, NextToken: next } = await sagemaker().send(
      new ListNotebookInstancesCommand({ MaxResults: 100, ...(NextToken && { NextToken }) }),
    )
    return { items: NotebookInstances, next }
  })

export const notebookName = ({ NotebookInstanceName = '' }: NotebookInstanceSummary): string => NotebookInstanceName
